import * as path from "node:path";

/** A program and its arguments. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * The command that starts the server: what the setting says, else the program in `.venv` of a folder of the
 * workspace, else the one on the `PATH`.
 */
export function serverCommand(
  setting: readonly string[],
  folders: readonly string[],
  exists: (file: string) => boolean,
  platform: NodeJS.Platform = process.platform,
): Command {
  const [program, ...args] = setting;
  if (program !== undefined && program !== "") {
    return { program, args: [...args, "lsp"] };
  }
  const windows = platform === "win32";
  const parts = windows ? [".venv", "Scripts", "incidentlint.exe"] : [".venv", "bin", "incidentlint"];
  const join = windows ? path.win32.join : path.posix.join;
  const own = folders.map((folder) => join(folder, ...parts)).find(exists);
  return { program: own ?? "incidentlint", args: ["lsp"] };
}
