import { test } from "node:test";
import { changeManyFiles } from "./manyFiles.ts";

test("3,000 files change at once: none is missed, questions are answered meanwhile", (t) => changeManyFiles(t, 3_000));
