import assert from "node:assert/strict";
import { test } from "node:test";
import { options, settings, trouble } from "../src/settings";

const of = (held: Record<string, unknown>) => settings((key) => held[key]);

test("settings that are not there have their defaults", () => {
  assert.deepEqual(of({}), { path: "factlint", rules: [], noRules: false, inlayHints: false });
  assert.deepEqual(options(of({})), { noRules: false, inlayHints: false });
});

test("settings of another type are none", () => {
  assert.deepEqual(of({ path: " ", rules: ["a", 3], noRules: "yes", inlayHints: 1 }), {
    path: "factlint",
    rules: ["a"],
    noRules: false,
    inlayHints: false,
  });
});

test("what the writer set reaches the server", () => {
  const chosen = of({ path: " /opt/factlint ", rules: ["desk/rules"], noRules: true, inlayHints: true });
  assert.equal(chosen.path, "/opt/factlint");
  assert.deepEqual(options(chosen), { rules: ["desk/rules"], noRules: true, inlayHints: true });
});

test("a program that does not start says why, and the way out", () => {
  assert.match(trouble("factlint", { code: "ENOENT" }), /no program factlint\. Install .* factlint\.path/u);
  assert.match(trouble("x", { code: "EACCES" }), /permissions/u);
  assert.match(trouble("x", new Error("it ended with 2")), /it ended with 2$/u);
});
