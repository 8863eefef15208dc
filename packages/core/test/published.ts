import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";

const run = promisify(execFile);

const folder = join(import.meta.dirname, "..");
const dist = join(folder, "dist");
/** The file that is written by somebody who uses the package. */
export const consumer: string = join(folder, "consumer.ts");

const { config } = ts.readConfigFile(join(folder, "../../tsconfig.base.json"), ts.sys.readFile);
const { compilerOptions } = config as { readonly compilerOptions: Readonly<Record<string, unknown>> };
const { options } = ts.parseJsonConfigFileContent(
  { compilerOptions: { ...compilerOptions, composite: false, declarationMap: false }, files: [] },
  ts.sys,
  folder,
);

/**
 * The declarations of the package as the compiler publishes them, by the path that they will have. They are made
 * from the sources of the packages below too: no earlier build is needed.
 */
export async function declarations(): Promise<ReadonlyMap<string, string>> {
  const out = mkdtempSync(join(tmpdir(), "drydock-declarations-"));
  try {
    const project = join(out, "tsconfig.json");
    const compilerOptions = {
      // What is wrong with the source is said elsewhere.
      noCheck: true,
      composite: false,
      incremental: false,
      tsBuildInfoFile: null,
      declaration: true,
      declarationMap: false,
      rootDir: dirname(folder),
      outDir: out,
      typeRoots: [join(folder, "../../node_modules/@types")],
    };
    const { include, exclude } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile).config as {
      readonly include: readonly string[];
      readonly exclude: readonly string[];
    };
    const under = (paths: readonly string[]) => paths.map((path) => join(folder, path));
    writeFileSync(
      project,
      JSON.stringify({
        extends: join(folder, "../../tsconfig.base.json"),
        compilerOptions,
        include: under(include),
        exclude: under(exclude),
      }),
    );
    await run(join(folder, "../../node_modules/.bin/tsc"), ["-p", project]);
    const made = join(out, basename(folder), "src");
    const files = readdirSync(made, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));
    return new Map(files.map((file) => [join(dist, file), readFileSync(join(made, file), "utf8")]));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The language service over what a consumer of those declarations writes, as an editor asks it. */
export function languageService(published: ReadonlyMap<string, string>, code: string): ts.LanguageService {
  const folders = new Set([...published.keys()].map((path) => dirname(path)));
  const read = (path: string) => (path === consumer ? code : (published.get(path) ?? ts.sys.readFile(path)));
  return ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, noEmit: true, emitDeclarationOnly: false }),
    getScriptFileNames: () => [consumer],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    // What an earlier build left in the folder is not seen.
    fileExists: (path) => published.has(path) || (!path.startsWith(dist) && ts.sys.fileExists(path)),
    directoryExists: (path) => folders.has(path) || ts.sys.directoryExists(path),
    readFile: read,
  });
}
