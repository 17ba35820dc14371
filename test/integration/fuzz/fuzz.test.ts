import { documentProperties } from "./documents.ts";
import { testFuzzed } from "./fuzzed.ts";
import { messageProperties } from "./messages.ts";
import { streamProperties } from "./streams.ts";

testFuzzed([...documentProperties, ...streamProperties, ...messageProperties], 400);
