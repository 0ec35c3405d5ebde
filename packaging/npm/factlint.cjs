#!/usr/bin/env node
// Starts the binary of this system's package, with the same arguments and streams.
"use strict";

const { spawnSync } = require("node:child_process");

const program = process.platform === "win32" ? "factlint.exe" : "factlint";
const name = `factlint-${process.platform}-${process.arch}`;

/** Where the binary is: the usual package first, then the one for musl. */
function binary() {
  for (const each of [name, `${name}-musl`]) {
    try {
      return require.resolve(`${each}/${program}`);
    } catch {
      // Not installed: npm leaves out the packages of other systems.
    }
  }
  return undefined;
}

const path = binary();
if (path === undefined) {
  console.error(`error: there is no factlint for ${process.platform} on ${process.arch} among the installed packages`);
  console.error(`  help: install ${name} beside factlint (npm leaves it out with --no-optional), or build it with cargo`);
  process.exit(2);
}
const run = spawnSync(path, process.argv.slice(2), { stdio: "inherit" });
if (run.error !== undefined) {
  console.error(`error: ${path} does not run: ${run.error.message}`);
  process.exit(2);
}
// A run ended by a signal has no code of its own.
process.exit(run.status ?? 2);
