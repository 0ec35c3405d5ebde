// From the editor's settings to what the server takes. It knows nothing of the editor,
// so that it can be tested without one.

/** The settings of the extension, as the editor holds them. */
export interface Settings {
  path: string;
  rules: string[];
  noRules: boolean;
  inlayHints: boolean;
}

/** What `factlint lsp` takes as `initializationOptions`; see docs/editors.md. */
export interface Options {
  rules?: string[];
  noRules: boolean;
  inlayHints: boolean;
}

/** What a getter such as VS Code's `WorkspaceConfiguration.get` gives, made whole. */
export function settings(get: (key: string) => unknown): Settings {
  const rules = get("rules");
  const path = get("path");
  return {
    path: typeof path === "string" && path.trim() !== "" ? path.trim() : "factlint",
    rules: Array.isArray(rules) ? rules.filter((each): each is string => typeof each === "string") : [],
    noRules: get("noRules") === true,
    inlayHints: get("inlayHints") === true,
  };
}

/** No rules named means the folder's own, which the server looks for itself. */
export function options({ rules, noRules, inlayHints }: Settings): Options {
  return { ...(rules.length > 0 ? { rules } : {}), noRules, inlayHints };
}

/** What to say when the program does not start, and why. */
export function trouble(path: string, error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "ENOENT") {
    return `There is no program ${path}. Install factlint, or say in the setting factlint.path where it is.`;
  }
  if (code === "EACCES") {
    return `The program ${path} may not be started. Look at its permissions, or change the setting factlint.path.`;
  }
  return `The program ${path} does not start: ${error instanceof Error ? error.message : String(error)}`;
}
