import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { serverCommand } from "./command";

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append("incidentlint");

let client: LanguageClient | undefined;
let output: vscode.LogOutputChannel;

/** Start the server, and start it anew when its settings change. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("incidentlint", { log: true });
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("incidentlint.restart", restart),
    vscode.commands.registerCommand("incidentlint.fixAll", fixAll),
    vscode.commands.registerCommand("incidentlint.showOutput", () => { output.show(); }),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("incidentlint.enable") || event.affectsConfiguration("incidentlint.command")) {
        await restart();
      }
    }),
  );
  await restart();
}

/** Stop the server. */
export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(): Promise<void> {
  await deactivate();
  const settings = vscode.workspace.getConfiguration("incidentlint");
  if (!settings.get<boolean>("enable", true)) {
    return;
  }
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const command = serverCommand(settings.get<string[]>("command", []), folders, existsSync);
  const server: ServerOptions = { command: command.program, args: [...command.args], options: { cwd: folders[0] } };
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "file", pattern: "**/{incidentlint,.incidentlint,pack}.toml" },
    ],
    outputChannel: output,
  };
  client = new LanguageClient("incidentlint", "incidentlint", server, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const install = 'pip install "incidentlint[lsp]"';
    output.error(String(error));
    void vscode.window.showErrorMessage(
      `incidentlint: ${command.program} did not start. Install it (${install}), or name it in the setting incidentlint.command.`,
    );
  }
}

async function fixAll(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return;
  }
  const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    editor.document.uri,
    whole,
    FIX_ALL.value,
  );
  for (const action of actions) {
    if (action.edit !== undefined) {
      await vscode.workspace.applyEdit(action.edit);
    }
  }
}
