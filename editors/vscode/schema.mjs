// Takes the schemas of rule files and of the configuration from the program, so that
// they cannot differ.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";

const program = process.env.FACTLINT ?? "factlint";
mkdirSync("schemas", { recursive: true });
writeFileSync("schemas/rules.schema.json", execFileSync(program, ["rules", "schema"]));
writeFileSync("schemas/config.schema.json", execFileSync(program, ["config", "schema"]));
