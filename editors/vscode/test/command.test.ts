import assert from "node:assert/strict";
import { test } from "node:test";
import { serverCommand } from "../src/command";

test("the setting goes before everything", () => {
  const found = serverCommand(["uvx", "incidentlint"], ["/w"], () => true);
  assert.deepEqual(found, { program: "uvx", args: ["incidentlint", "lsp"] });
});

test("the environment of the workspace goes before the PATH", () => {
  const own = "/two/.venv/bin/incidentlint";
  assert.equal(serverCommand([], ["/one", "/two"], (file) => file === own, "linux").program, own);
  assert.deepEqual(serverCommand([], ["/one"], () => false, "linux"), { program: "incidentlint", args: ["lsp"] });
});

test("programs of Windows lie elsewhere", () => {
  const own = "C:\\w\\.venv\\Scripts\\incidentlint.exe";
  assert.equal(serverCommand([], ["C:\\w"], (file) => file === own, "win32").program, own);
});

test("an empty setting is none", () => {
  assert.equal(serverCommand([""], [], () => false, "darwin").program, "incidentlint");
});
