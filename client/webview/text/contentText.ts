import { t } from "@vscode/l10n";

/** What is said of what stands in answers. */
export const contentTexts = () => ({
  copyCode: t("Copy code"),
  copied: t("Copied."),
  insertCode: t("Insert code at the cursor"),
  inserted: t("Inserted."),
});
