import ts from "typescript";

/**
 * A compiler's host that follows a client of AWS's SDK, but not what lies behind it: some 1,900 files of
 * commands, shapes, pages and waiters. A type of theirs keeps its name where one is written out, and has no
 * members.
 */
export function withoutCommands(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const cache = ts.createModuleResolutionCache(host.getCurrentDirectory(), (name) => name, options);
  return {
    ...host,
    resolveModuleNameLiterals: (literals, file, redirected, given, source) =>
      literals.map((literal) => {
        if (isBehindClient(literal.text, file)) return { resolvedModule: undefined };
        const mode = ts.getModeForUsageLocation(source, literal, given);
        return ts.resolveModuleName(literal.text, file, given, host, cache, redirected, mode);
      }),
  };
}

function isBehindClient(target: string, file: string): boolean {
  return (
    /\/@aws-sdk\/client-[^/]+\//.test(file) && /^\.\.?\/(?:commands|models|pagination|schemas|waiters)\b/.test(target)
  );
}
