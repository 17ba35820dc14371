import manifest from "../../package.json" with { type: "json" };

/** The product's own version, such as "1.2.0". */
export const productVersion = manifest.version;
