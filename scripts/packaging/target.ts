/** A platform of VS Code's marketplace that ONNX Runtime has a native build for, such as `linux-x64`. */
export interface Target {
  readonly name: string;
  readonly platform: string;
  readonly arch: string;
}

const targets = ["linux-x64", "linux-arm64", "darwin-arm64", "win32-x64", "win32-arm64"];

/** The target of a machine by Node's names for its platform and architecture; undefined where there is none. */
export function targetOf(platform: string, arch: string): Target | undefined {
  const name = `${platform}-${arch}`;
  return targets.includes(name) ? { name, platform, arch } : undefined;
}

/** For people on a machine without a target. */
export const explainNoTarget = (platform: string, arch: string): string =>
  `There is no package for ${platform}-${arch}, because ONNX Runtime has no native build for it; there are packages for ${targets.join(", ")}.`;
