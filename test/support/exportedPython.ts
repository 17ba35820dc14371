import { spawnSync } from "node:child_process";
import { z } from "zod";

/** Stands in for the libraries where they are not installed: it keeps what it is given. */
const stubs = `
import types
class Example(dict):
    def with_inputs(self, *names):
        assert all(name in self for name in names)
        return self
class Predict:
    def __init__(self, signature): self.signature = signature
class Signature: pass
sys.modules["dspy"] = types.SimpleNamespace(
    Example=lambda **fields: Example(fields), Predict=Predict, Signature=Signature,
    InputField=lambda: None, OutputField=lambda: None)
class Message:
    def __init__(self, content): self.content = content
class FewShot:
    def __init__(self, example_prompt, examples): self.prompt, self.examples = example_prompt, examples
class Prompt:
    def __init__(self, parts): self.parts = parts
    @classmethod
    def from_messages(cls, parts): return cls(parts)
    def format_messages(self, **values):
        for part in self.parts:
            if isinstance(part, Message): yield part
            elif isinstance(part, FewShot):
                for example in part.examples: yield from part.prompt.format_messages(**example)
            else: yield Message(part[1].format(**values))
sys.modules["langchain_core"] = types.SimpleNamespace()
sys.modules["langchain_core.messages"] = types.SimpleNamespace(SystemMessage=Message)
sys.modules["langchain_core.prompts"] = types.SimpleNamespace(
    ChatPromptTemplate=Prompt, FewShotChatMessagePromptTemplate=FewShot)
`;

/** Runs each file, and tells what it shows a model: the demonstrations' values, or the messages of the prompt. */
const runner = `
read = []
for code in json.loads(sys.stdin.buffer.read()):
    space = {"__name__": "exported"}
    exec(compile(code, "exported.py", "exec"), space)
    assert len(space["PROVENANCE"]) == len(space["DEMONSTRATIONS"])
    if "prompt" in space:
        names = list(space["DEMONSTRATIONS"][0])[:-1]
        read.append([m.content for m in space["prompt"].format_messages(**{name: "{asked}" for name in names})])
    else:
        read.append([space["Task"].__doc__, *(value for demo in space["predict"].demos for value in dict(demo).values())])
print(json.dumps(read))
`;

/** What Python makes of the files; undefined where there is no such Python. */
export function runPython(files: readonly string[], python = "python3", withStubs = true) {
  const code = `import json, sys\n${withStubs ? stubs : ""}${runner}`;
  const { error, status, stdout, stderr } = spawnSync(python, ["-c", code], {
    input: JSON.stringify(files),
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (error !== undefined) return undefined;
  if (status !== 0) throw new Error(stderr);
  return z.array(z.array(z.string())).parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}
