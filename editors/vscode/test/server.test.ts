import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  InitializedNotification,
  InitializeRequest,
  DidOpenTextDocumentNotification,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  ExitNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type PublishDiagnosticsParams,
} from "vscode-languageserver-protocol/node";
import { serverCommand } from "../src/command";
import manifest from "../package.json";

/** Names the program for these tests; without it they are skipped. */
const PROGRAM = process.env["INCIDENTLINT"];
const REPORT = "# Post-mortem: queue\n\n**Start:** 2026-02-03 10:00 UTC\n**End:** 2026-02-03 11:00 UTC\n**😀 Duration:** 2 hours\n\n## Summary\n\nIt stood still.\n";

function project(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "incidentlint-"));
  mkdirSync(path.join(folder, ".git"));
  mkdirSync(path.join(folder, "postmortems"));
  writeFileSync(path.join(folder, "postmortems", "2026-02-03 queue.md"), REPORT);
  return folder;
}

test("the server that is started finds what is wrong", { skip: PROGRAM === undefined }, async () => {
  const folder = project();
  const command = serverCommand([PROGRAM ?? ""], [folder], () => false);
  const server = spawn(command.program, command.args, { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const told = new Promise<PublishDiagnosticsParams>((resolve) => {
    connection.onNotification(PublishDiagnosticsNotification.type, resolve);
  });
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: pathToFileURL(folder).href,
    capabilities: {},
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const uri = pathToFileURL(path.join(folder, "postmortems", "2026-02-03 queue.md")).href;
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "markdown", version: 1, text: REPORT },
  });
  const found = await told;
  assert.deepEqual(found.diagnostics.map((one) => one.code), ["IR403"]);
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  connection.dispose();
});

test("the problem matcher reads what the task writes", { skip: PROGRAM === undefined }, () => {
  const args = ["check", "--output-format", "concise", "--column-unit", "utf-16", "--quiet", "--exit-zero", "."];
  const lines = execFileSync(PROGRAM ?? "", args, { cwd: project(), encoding: "utf-8" }).trim().split("\n");
  const [matcher] = manifest.contributes.problemMatchers;
  assert.ok(matcher);
  for (const line of lines) {
    const match = new RegExp(matcher.pattern.regexp).exec(line);
    assert.ok(match);
    assert.equal(match[matcher.pattern.file], "postmortems/2026-02-03 queue.md");
    assert.equal(match[matcher.pattern.line], "5");
    assert.equal(REPORT.split("\n")[4]?.slice(Number(match[matcher.pattern.column]) - 1), "2 hours");
    assert.equal(match[matcher.pattern.code], "IR403");
  }
});
