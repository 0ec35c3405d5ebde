// Writes the package of one platform and the package that chooses among them.
// Called by `pack`, which says how.
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Rust's target triples, as npm calls the systems. */
const PLATFORMS = {
  "x86_64-unknown-linux-gnu": { os: "linux", cpu: "x64", libc: "glibc" },
  "aarch64-unknown-linux-gnu": { os: "linux", cpu: "arm64", libc: "glibc" },
  "x86_64-unknown-linux-musl": { os: "linux", cpu: "x64", libc: "musl" },
  "aarch64-unknown-linux-musl": { os: "linux", cpu: "arm64", libc: "musl" },
  "x86_64-apple-darwin": { os: "darwin", cpu: "x64" },
  "aarch64-apple-darwin": { os: "darwin", cpu: "arm64" },
  "x86_64-pc-windows-msvc": { os: "win32", cpu: "x64" },
};

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const [binary, target, version, out] = process.argv.slice(2);
const platform = PLATFORMS[target];
if (platform === undefined) {
  console.error(`no npm platform is known for ${target}; known are ${Object.keys(PLATFORMS).join(", ")}`);
  process.exit(2);
}

const about = {
  version,
  description: "A linter for facts in prose: figures, dates, names and lists that cannot both be true",
  license: "MIT OR Apache-2.0",
  keywords: ["linter", "facts", "translation", "newsroom", "rtl"],
};

/** `factlint-linux-x64-musl`; the name says libc only where it is not the usual one. */
function packageOf({ os, cpu, libc }) {
  return ["factlint", os, cpu, ...(libc === "musl" ? [libc] : [])].join("-");
}

function write(name, files, manifest) {
  const folder = join(out, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, ...about, ...manifest }, null, 2) + "\n");
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE", "NOTICE"]) {
    copyFileSync(join(root, file), join(folder, file));
  }
  for (const [from, to, mode] of files) {
    copyFileSync(from, join(folder, to));
    if (mode !== undefined) chmodSync(join(folder, to), mode);
  }
  console.log(folder);
}

const program = platform.os === "win32" ? "factlint.exe" : "factlint";
const { os, cpu, libc } = platform;
write(packageOf(platform), [[binary, program, 0o755]], {
  os: [os],
  cpu: [cpu],
  ...(libc === undefined ? {} : { libc: [libc] }),
});
write("factlint", [[join(here, "factlint.cjs"), "factlint.cjs", 0o755], [join(root, "README.md"), "README.md"]], {
  bin: { factlint: "factlint.cjs" },
  engines: { node: ">=18" },
  optionalDependencies: Object.fromEntries(Object.values(PLATFORMS).map((each) => [packageOf(each), version])),
});
