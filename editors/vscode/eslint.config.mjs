import js from "@eslint/js";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["out/**", "node_modules/**"] },
  js.configs.recommended,
  ...ts.configs.strict,
  { files: ["*.mjs"], languageOptions: { globals: { process: "readonly", console: "readonly" } } },
);
