/** The only public door of the compiler core: plain data in, plain data out. */
export type { CodeDescription } from '../emission/code-objects.js';
export { emitExtensionFile, emitMainFile } from '../emission/module-file.js';
export { type CompiledModule, compileModuleOfProgram, type LoweredModule, lowerModuleOfProgram } from '../pipeline/compile-module.js';
export type { FunctionReport, Reason, Tier } from '../pipeline/function-report.js';
export { type Divergence, type OwnReading, readAlone } from '../pipeline/divergence.js';
export { createSourceEditor, type EditedSource, type SourceEditor } from '../pipeline/edited-source.js';
export { type Dump, type DumpStage, dumpStage, dumpStages } from '../pipeline/dump-stage.js';
export { type AnalyzedModule, analyzeScopes, explainRejection, isTooDeep, type ModuleSource, type ParsedModule, parseModule, type SourceWarning, type SyntaxError } from '../pipeline/front-end.js';
export { judgeFile, nameFile, printJudgement } from '../pipeline/shown-error.js';
export type { Hint, Provenance } from '../facts/hints.js';
export { annotateModule, applyInsertions } from '../pipeline/annotate.js';
export type { Insertion } from '../facts/annotations.js';
export { hintsOfModule, remarksOfModule } from '../pipeline/hints.js';
export type { Remark } from '../pipeline/remarks.js';
export { decodeSource } from '../source/source-file.js';
export { withEscapedSurrogates } from '../syntax/ast/python-string.js';
export { createParser, type PythonParser } from '../syntax/cst/parser.js';
export { isSameTarget, newestOf, newestTarget, parseTarget, printTarget, type TargetMinor, targetMinors, type TargetVersion } from '../targets/target-version.js';
