// What this browser keeps, in IndexedDB: changes not yet sent, and the last answers for the
// time without a server.

/** @type {Promise<IDBDatabase> | undefined} */
let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("varta", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("unsent", { keyPath: "id" });
      request.result.createObjectStore("kept");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/**
 * @template T
 * @param {"unsent" | "kept"} name @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T>}
 */
async function inStore(name, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    // Strict: what is said to be kept survives a power cut.
    const transaction = database.transaction(name, mode, { durability: "strict" });
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const unsent = {
  /** @returns {Promise<any[]>} */
  all: () => inStore("unsent", "readonly", (store) => store.getAll()),
  put: (entry) => inStore("unsent", "readwrite", (store) => store.put(entry)),
  remove: (id) => inStore("unsent", "readwrite", (store) => store.delete(id)),
};

export const kept = {
  get: (key) => inStore("kept", "readonly", (store) => store.get(key)).catch(() => undefined),
  put: (key, value) => inStore("kept", "readwrite", (store) => store.put(value, key)).catch(() => undefined),
  clear: () => inStore("kept", "readwrite", (store) => store.clear()).catch(() => undefined),
};
