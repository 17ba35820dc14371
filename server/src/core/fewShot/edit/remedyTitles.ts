import { t } from "@vscode/l10n";
import { plural } from "../../../../../protocol/translate.ts";

/** Names of remedies that drop several demonstrations, by how many. */
export const dropStale = (count: number): string =>
  plural(
    t,
    count,
    {
      one: "Drop {0} demonstration whose source is edited or gone",
      other: "Drop all {0} demonstrations whose source is edited or gone",
    },
    count,
  );

export const dropRepeated = (count: number): string =>
  plural(t, count, { one: "Drop {0} repeated demonstration", other: "Drop all {0} repeated demonstrations" }, count);

export const dropTested = (count: number): string =>
  plural(
    t,
    count,
    {
      one: "Drop {0} demonstration that is in the test file",
      other: "Drop all {0} demonstrations that are in the test file",
    },
    count,
  );

export const dropToFit = (count: number): string =>
  plural(t, count, { one: "Drop {0} to fit the budget", other: "Drop {0} to fit the budget" }, count);

export const rebalanceTitle = (count: number): string =>
  plural(t, count, { one: "Rebalance the labels: drop {0}", other: "Rebalance the labels: drop {0}" }, count);
