// The real server and the messages of the library that VS Code itself uses.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type MarkupContent,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";
import { options, settings } from "../src/settings";

const sample = resolve(__dirname, "..", "..", "sample");
const uri = (name: string) => pathToFileURL(join(sample, name)).href;
const published = new Map<string, Diagnostic[]>();
let server: ChildProcess;
let connection: ProtocolConnection;
let told: (() => void)[] = [];

/** Waits until what was published of a file is as wanted. */
async function until(name: string, wanted: (found: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const found = published.get(uri(name));
    if (found !== undefined && wanted(found)) {
      return found;
    }
    await Promise.race([
      new Promise<void>((go) => told.push(go)),
      new Promise<void>((go) => setTimeout(go, 1000)),
    ]);
  }
  assert.fail(`${name}: ${JSON.stringify(published.get(uri(name)))}`);
}

before(async () => {
  server = spawn(process.env.FACTLINT ?? "factlint", ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  assert.ok(server.stdout !== null && server.stdin !== null);
  connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri: of, diagnostics }) => {
    published.set(of, diagnostics);
    told.forEach((go) => go());
    told = [];
  });
  connection.listen();
  const root = pathToFileURL(sample).href;
  const { capabilities } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "sample" }],
    capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
    initializationOptions: options(settings(() => undefined)),
  });
  assert.ok(capabilities.hoverProvider && capabilities.codeActionProvider && capabilities.definitionProvider);
  await connection.sendNotification(InitializedNotification.type, {});
});

after(async () => {
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  connection.dispose();
});

function open(name: string): string {
  const text = readFileSync(join(sample, name), "utf8");
  const textDocument = { uri: uri(name), languageId: "markdown", version: 1, text };
  void connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  return text;
}

/** Line and UTF-16 column of the words, which stand once in the text. */
function place(text: string, words: string): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(words)).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

test("a figure in Hebrew is marked at its place, and points at the rule", async () => {
  const text = open("story.he.md");
  const [found] = await until("story.he.md", (all) => all.length > 0);
  assert.deepEqual(found?.range.start, place(text, "16.8"));
  assert.equal(found?.code, "figure-mismatch");
  assert.ok(found?.relatedInformation?.some((one) => one.location.uri === uri("rules/trade.yaml")));
});

test("the articles that agree with the rule stay clean", async () => {
  for (const name of ["story.ar.md", "story.zh.md"]) {
    const text = open(name);
    const position = place(text, name === "story.zh.md" ? "166" : "16.6");
    const hover = await connection.sendRequest(HoverRequest.type, { textDocument: { uri: uri(name) }, position });
    assert.match((hover?.contents as MarkupContent).value, /16\.6 billion USD/u);
    assert.deepEqual(
      (published.get(uri(name)) ?? []).filter((one) => one.severity === 1 && one.code === "figure-mismatch" && one.data?.primary !== false),
      [],
    );
  }
});

test("from a figure to its rule, and no finding once it is corrected", async () => {
  const text = readFileSync(join(sample, "story.he.md"), "utf8");
  const textDocument = { uri: uri("story.he.md"), version: 2 };
  const position = place(text, "16.8");
  const definition = await connection.sendRequest(DefinitionRequest.type, { textDocument, position });
  assert.match(JSON.stringify(definition), /rules\/trade\.yaml/u);
  const end = { ...position, character: position.character + "16.8".length };
  const contentChanges = [{ range: { start: position, end }, text: "16.6" }];
  await connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
  await until("story.he.md", (all) => all.length === 0);
});
