import { readFileSync } from "node:fs";
import ts from "typescript";
import { sourceFiles } from "./source-files";

/** Acts that the code writes into the audit log, each with the files that do; `unread`: calls whose act could not be read from the source. */
export function auditedActs(): { acts: Map<string, Array<string>>; unread: Array<string> } {
  const acts = new Map<string, Array<string>>();
  const unread: Array<string> = [];
  for (const file of [...sourceFiles("app", /\.tsx?$/), ...sourceFiles("inngest", /\.ts$/), ...sourceFiles("server", /\.ts$/)]) {
    const text = readFileSync(file, "utf8");
    if (!/\baudit(Person)?\(/.test(text)) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && isAudit(node.expression)) {
        const said = actsOf(node.arguments[0], source);
        if (said.length === 0) unread.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
        for (const act of said) acts.set(act, [...(acts.get(act) ?? []), file]);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  // What the database writes of its own accord.
  for (const file of sourceFiles("prisma/migrations", /\.sql$/))
    for (const [insert] of readFileSync(file, "utf8").matchAll(/INSERT INTO public\.audit_logs[\s\S]*?;/g))
      for (const [, act] of insert.matchAll(/'([a-z_]+\.[a-z_]+)'/g)) acts.set(act!, [...(acts.get(act!) ?? []), file]);
  return { acts, unread };
}

const isAudit = (callee: ts.Expression) =>
  (ts.isIdentifier(callee) && /^audit(Person)?$/.test(callee.text)) ||
  (ts.isPropertyAccessExpression(callee) && callee.name.text === "audit");

/** The texts that `action` of the entry can have: a text, a choice of two, or a name given to one of them in the same file. */
function actsOf(entry: ts.Node | undefined, source: ts.SourceFile): Array<string> {
  if (!entry || !ts.isObjectLiteralExpression(entry)) return [];
  const field = entry.properties.find((one) => one.name?.getText(source) === "action");
  if (!field) return [];
  const value = ts.isShorthandPropertyAssignment(field) ? field.name : ts.isPropertyAssignment(field) ? field.initializer : undefined;
  return value ? textsOf(value, source) : [];
}

function textsOf(value: ts.Expression, source: ts.SourceFile): Array<string> {
  if (ts.isStringLiteral(value)) return [value.text];
  if (ts.isAsExpression(value) || ts.isParenthesizedExpression(value)) return textsOf(value.expression, source);
  if (ts.isConditionalExpression(value)) return [...textsOf(value.whenTrue, source), ...textsOf(value.whenFalse, source)];
  if (!ts.isIdentifier(value)) return [];
  const found: Array<string> = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText(source) === value.text && node.initializer)
      found.push(...textsOf(node.initializer, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
