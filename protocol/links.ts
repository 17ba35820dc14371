/** Where a link of a document or a model leads. Anything else than these leads nowhere. */
export type LinkTarget =
  /** `address` is all ASCII: names of hosts in Punycode, other characters encoded. */
  | { readonly kind: "web"; readonly address: string; readonly host: string }
  | { readonly kind: "mail"; readonly address: string }
  /** `path` is decoded, and may be relative, begin with `/` or be empty; `fragment` is what follows `#`, decoded. */
  | { readonly kind: "document"; readonly path: string; readonly fragment: string };

/** As every process has it; this layer knows neither browser nor Node. */
declare const URL: new (address: string) => Address;

interface Address {
  readonly href: string;
  readonly host: string;
  readonly pathname: string;
}

const scheme = /^([a-z][a-z\d+.-]*):/iu;
/** What no address holds unencoded, and paths of other systems, which could reach another machine. */
const unsafe = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\\]/u;

/** Reads a link's target as Markdown has it, by a list of what is allowed; undefined for everything else. */
export function readLink(target: string): LinkTarget | undefined {
  const trimmed = target.trim();
  if (trimmed === "" || unsafe.test(trimmed)) return undefined;
  const named = scheme.exec(trimmed)?.[1]?.toLowerCase();
  switch (named) {
    case "http":
    case "https": {
      const url = parse(trimmed);
      return url === undefined ? undefined : { kind: "web", address: url.href, host: url.host };
    }
    case "mailto": {
      const url = parse(trimmed);
      return url === undefined || url.pathname === "" ? undefined : { kind: "mail", address: url.href };
    }
    case undefined:
      return readPath(trimmed);
    default:
      return undefined;
  }
}

function readPath(target: string): LinkTarget | undefined {
  // The name of another machine.
  if (target.startsWith("//")) return undefined;
  const [beforeFragment = "", ...fragment] = target.split("#");
  const path = decode(beforeFragment.split("?")[0] ?? "");
  const decodedFragment = decode(fragment.join("#"));
  if (path === undefined || decodedFragment === undefined || unsafe.test(path) || path.startsWith("//"))
    return undefined;
  return path === "" && decodedFragment === "" ? undefined : { kind: "document", path, fragment: decodedFragment };
}

function parse(address: string): Address | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * A document link's path from the workspace's root, and the place in it, as it is shown and sent: what would climb out
 * of the root stays in it. @param from path of the document in which the link stands, with `/`.
 */
export function pathInWorkspace({ path, fragment }: LinkTarget & { readonly kind: "document" }, from: string): string {
  const whole = path === "" ? from : path.startsWith("/") ? path : `${from.split("/").slice(0, -1).join("/")}/${path}`;
  const steps: string[] = [];
  for (const step of whole.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return `/${steps.map(encodeMarks).join("/")}${fragment === "" ? "" : `#${encodeMarks(fragment)}`}`;
}

/** Leaves letters of every language readable; what is invisible, turns text around or ends a path is encoded. */
const encodeMarks = (text: string): string => text.replaceAll(/[%#?\p{C}\p{Z}]/gu, encodeURIComponent);
