// Takes the place of @vscode/native-watchdog, which ends an extension host whose server died. Here the whole process
// group is ended instead.
exports.start = () => undefined;
exports.exit = (code) => process.exit(code ?? 0);
