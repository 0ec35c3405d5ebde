// Takes the schema of rule files from the program, so that the two cannot differ.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";

const program = process.env.FACTLINT ?? "factlint";
mkdirSync("schemas", { recursive: true });
writeFileSync("schemas/rules.schema.json", execFileSync(program, ["rules", "schema"]));
