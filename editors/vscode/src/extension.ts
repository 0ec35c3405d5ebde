// Starts `factlint lsp` and keeps it going. Everything a writer sees comes from the
// server, which other editors start too.
import { spawn } from "node:child_process";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { options, settings, trouble, type Settings } from "./settings";

const LANGUAGES = ["markdown", "plaintext", "html", "yaml"];
/** Bilingual files, whatever language another extension takes them for. */
const BILINGUAL = "**/*.{xlf,xliff,mqxliff,sdlxliff,po,tmx,tsv,csv}";
let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("factlint.restart", start),
    vscode.commands.registerCommand("factlint.log", () => client?.outputChannel.show()),
    vscode.commands.registerCommand("factlint.sample", () => openSample(context.extensionUri)),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("factlint")) {
        await start();
      }
    }),
    { dispose: () => void client?.stop() },
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function start(): Promise<void> {
  await client?.stop();
  client = undefined;
  const configuration = vscode.workspace.getConfiguration("factlint");
  const chosen = settings((key) => configuration.get(key));
  const error = await starts(chosen.path);
  if (error !== undefined) {
    await complain(trouble(chosen.path, error));
    return;
  }
  client = new LanguageClient("factlint", "factlint", server(chosen), what(chosen));
  await client.start();
}

/** Why the program does not start, if it does not. */
function starts(path: string): Promise<unknown> {
  return new Promise((resolve) => {
    const program = spawn(path, ["--version"], { stdio: "ignore" });
    program.once("error", resolve);
    program.once("exit", (code) => resolve(code === 0 ? undefined : new Error(`it ended with ${code}`)));
  });
}

function server({ path }: Settings): ServerOptions {
  return { command: path, args: ["lsp"] };
}

function what(chosen: Settings): LanguageClientOptions {
  // Files on disk and documents that were never saved.
  const schemes = ["file", "untitled"];
  return {
    documentSelector: [
      ...LANGUAGES.flatMap((language) => schemes.map((scheme) => ({ scheme, language }))),
      { scheme: "file", pattern: BILINGUAL },
    ],
    initializationOptions: options(chosen),
    diagnosticCollectionName: "factlint",
  };
}

async function complain(words: string): Promise<void> {
  const choose = "Open the setting";
  if ((await vscode.window.showErrorMessage(words, choose)) === choose) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "factlint.path");
  }
}

/** Opens the sample folder in a window of its own: the server reads open folders only. */
async function openSample(root: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand("vscode.openFolder", vscode.Uri.joinPath(root, "sample"), {
    forceNewWindow: true,
  });
}
