/** Largest file that is read, in bytes: 20 MB. */
export const defaultMaxFileSize = 20_000_000;

/** Most documents that one folder is indexed with. */
export const defaultMaxFiles = 100_000;

/** Folders that no setting and no ignore file brings back: the insides of version control and of Ask Docs. */
export const neverEnteredFolders: ReadonlySet<string> = new Set([".git", ".hg", ".svn", ".jj", ".ask-docs"]);

/** Folders of tools, whose files nobody wrote as documents; `.askdocsignore` can bring them back. */
export const excludedFolders: ReadonlySet<string> = new Set([
  "node_modules",
  "bower_components",
  "jspm_packages",
  "__pycache__",
  "site-packages",
  "venv",
]);

/** Names and patterns of files that hold secrets, lower case; nothing brings them back. */
const secretFiles: readonly string[] = [
  ".env*",
  "*.env",
  "*.pem",
  "*.key",
  "*.p12",
  "*.pfx",
  "*.jks",
  "*.keystore",
  "*.kdbx",
  "*.ppk",
  "*.asc",
  "*.gpg",
  "id_rsa*",
  "id_dsa*",
  "id_ecdsa*",
  "id_ed25519*",
  ".npmrc",
  ".pypirc",
  ".netrc",
  "_netrc",
  ".pgpass",
  ".htpasswd",
  ".git-credentials",
  ".dockercfg",
];

/** Names that mean secrets in a data file, but a chapter of a manual in Markdown (`secrets.md`). */
const secretDataFiles: readonly string[] = ["credentials*", "secrets.*", "secret.*", "passwords.*", "passwd*"];

const proseExtensions: ReadonlySet<string> = new Set(["md", "mdx", "markdown"]);

/** The pattern by which a file's name says that it holds secrets; undefined for every other file. */
export function secretPattern(name: string): string | undefined {
  const lower = name.toLowerCase();
  const prose = proseExtensions.has(lower.slice(lower.lastIndexOf(".") + 1));
  const patterns = prose ? secretFiles : [...secretFiles, ...secretDataFiles];
  return patterns.find((pattern) => matchesStars(lower, pattern));
}

/** `*` stands for any characters, at the start or the end of a pattern. */
function matchesStars(name: string, pattern: string): boolean {
  if (pattern.startsWith("*")) return name.endsWith(pattern.slice(1));
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
