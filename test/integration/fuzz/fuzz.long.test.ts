import { test } from "node:test";
import { documentProperties } from "./documents.ts";
import { fuzz } from "./fuzzed.ts";
import { messageProperties } from "./messages.ts";
import { streamProperties } from "./streams.ts";

const inputs = 20_000;

// Called here, because a test counts for the file that it is called in.
for (const property of [...documentProperties, ...streamProperties, ...messageProperties])
  test(`${property.name} (${inputs} inputs)`, fuzz(property, inputs));
