/** A process of its own that installs a model, for tests of two at once and of a kill: HUB NAME ROOT. */
import { createSystemClock } from "../systemClock.ts";
import { createHttpClient } from "./http.ts";
import { createHub } from "./hub.ts";
import { installFromHub } from "./installFromHub.ts";
import { planInstallation } from "./planInstallation.ts";

const [, , address = "", name = "", root = ""] = process.argv;
const http = createHttpClient({ environment: {} });
const clock = createSystemClock();
const { signal } = new AbortController();
const hub = createHub({ http, clock, address });
const plan = await planInstallation(hub, { name, revision: "" }, signal);
if (!plan.ok) throw new Error(plan.failure.message);
const onProgress = ({ received }: { readonly received: number }): void => void process.send?.(received);
const installed = await installFromHub(plan.value, root, { hub, http, clock, signal, onProgress });
await http.close();
process.exit(installed.ok ? 0 : 1);
