// What the programs have in common: where the server is, and how they fail.
import assert from "node:assert/strict";

function setting(name: string): string {
  const value = process.env[name];
  assert(value, `${name} is not set`);
  return value;
}

export const server = setting("SERVER");
export const key = setting("KEY");

/** The key of another organization that may send one request a minute. */
export const limitedKey = setting("LIMITED_KEY");

/** More than the limited key may send, whenever a minute begins. */
export const tooMany = 10;

export function run(task: () => Promise<void>): void {
  task().catch((failure) => {
    console.error(failure);
    process.exitCode = 1;
  });
}
