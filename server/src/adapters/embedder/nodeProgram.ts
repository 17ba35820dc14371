import { execFile } from "node:child_process";
import { isAbsolute } from "node:path";
import { promisify } from "node:util";
import { t } from "@vscode/l10n";
import { z } from "zod";
import { failure, success, type Result } from "../../core/result.ts";

const oldest = 20;
/** Milliseconds. */
const patience = 10_000;
const versions = z.object({ node: z.string().regex(/^\d+\./), electron: z.string().optional() });

/**
 * Makes sure that a path is a Node.js that can host the embedder: its version, such as "24.21.0".
 *
 * Fails with "bad-setting" where there is no such program, or it cannot be run, is no Node.js, is one inside Electron,
 * is older than 20, or does not answer within 10 s; the sentence names the setting.
 */
export const checkNode = async (path: string): Promise<Result<string>> => {
  const refused = (what: string): Result<string> =>
    failure("bad-setting", t("askDocs.embedder.node: {0} cannot be used, {1}; the default is used.", path, what));
  if (!isAbsolute(path)) return refused(t("it is not a full path"));
  try {
    const { stdout } = await promisify(execFile)(path, ["-p", "JSON.stringify(process.versions)"], {
      timeout: patience,
      windowsHide: true,
    });
    const { node, electron } = versions.parse(JSON.parse(stdout));
    if (electron !== undefined) return refused(t("it is Electron, not a Node.js of its own"));
    if (Number.parseInt(node) < oldest)
      return refused(t("it is Node.js {0}, and {1} or newer is needed", node, oldest));
    return success(node);
  } catch (error) {
    return refused(whatIsWrong(error));
  }
};

const whatIsWrong = (error: unknown): string => {
  if (!(error instanceof Error) || error instanceof SyntaxError || error instanceof z.ZodError)
    return t("it is no Node.js");
  const { code, killed } = error as { readonly code?: unknown; readonly killed?: boolean };
  if (killed === true) return t("it did not answer within {0} s", patience / 1000);
  switch (code) {
    case "ENOENT":
      return t("it is not there");
    case "EACCES":
      return t("it cannot be run");
    default:
      return t("it is no Node.js");
  }
};
