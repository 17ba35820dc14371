import type { Workbench } from "../host/workbench.ts";
import { until } from "./until.ts";

/** Waits until the editor has written these words into its storage, which survives a reload. */
export async function untilStored({ page }: Workbench, words: string): Promise<void> {
  await until(`"${words}" is stored`, () => page.evaluate(isStored, words), Boolean);
}

/** Runs in the page. */
async function isStored(words: string): Promise<boolean> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("The storage could not be read."));
    });
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await settled(indexedDB.open(name));
    try {
      for (const store of database.objectStoreNames) {
        const values = await settled(database.transaction(store).objectStore(store).getAll());
        if (JSON.stringify(values).includes(words)) return true;
      }
    } finally {
      database.close();
    }
  }
  return false;
}
