import * as mochaModule from "mocha";

/** Runs in the extension host: declares the tests by calling `declare`, runs them, rejects when any fails or none ran. */
export function runSuite(declare: () => unknown): Promise<void> {
  const mocha = new mochaModule.default({
    ui: "bdd",
    color: false,
    timeout: 30_000,
    reporter: "spec",
    forbidOnly: true,
  });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  declare();
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} of ${runner.total} tests failed`));
      else if (runner.total === 0) reject(new Error("the suite holds no test"));
      else resolve();
    });
  });
}
