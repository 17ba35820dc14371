import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createPathShortener } from "./shortPaths.ts";

const shorten = createPathShortener({
  home: "/home/ada",
  folders: [
    { path: "/home/ada/work/handbook", name: "handbook" },
    { path: "/srv/my notes", name: "my notes" },
  ],
});

test("folders of the workspace are named, the home folder is ~, the longest first", () => {
  assert.equal(shorten("/home/ada/work/handbook/en/a.md is gone"), "handbook/en/a.md is gone");
  assert.equal(shorten("Look into /home/ada/.config/x."), "Look into ~/.config/x.");
  assert.equal(shorten("at file:///srv/my%20notes/a.md:1"), "at my notes/a.md:1");
  assert.equal(shorten("/home/adam/x and /home/ada-2"), "/home/adam/x and /home/ada-2");
  assert.equal(shorten("(/home/ada)"), "(~)");
});

test("Windows paths are found in any case and with either slash", () => {
  const windows = createPathShortener({ home: "C:\\Users\\Ada", folders: [{ path: "d:\\Docs (1)", name: "Docs" }] });
  assert.equal(windows("c:/users/ada/x.md and D:\\docs (1)\\y.md"), "~/x.md and Docs\\y.md");
  assert.equal(windows("file:///d:/Docs%20(1)/y.md"), "Docs/y.md");
});

test("users and passwords in addresses are left out", () => {
  assert.equal(shorten("https://ada:secret@mirror.example/x"), "https://mirror.example/x");
});

test("whatever the names are, no home folder is left", () => {
  const name = fc
    .string({ minLength: 1, maxLength: 12 })
    .filter((each) => !/[\\/\p{Cs}]/u.test(each) && each.trim() !== "");
  fc.assert(
    fc.property(name, name, (user, file) => {
      const home = `/home/${user}`;
      const own = createPathShortener({ home, folders: [] });
      assert.ok(!own(`It failed: ${home}/${file}, line 1`).includes(`${home}/`));
    }),
  );
});

test("without a home folder nothing is replaced", () => {
  assert.equal(createPathShortener({ home: "", folders: [] })("/a/b"), "/a/b");
});
