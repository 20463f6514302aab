import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { zones } from "./architecture.js";

/** A file that is called after what it has in common with others says nothing of what it does. */
const sayNothing = /(^|[.-])(service|services|util|utils|helper|helpers|common|misc|types|index)([.-]|$)/;
const allowed = [/^inngest\/index\.ts$/, /\/_index(\.|$)/, /_index\.tsx?$/];

const names = {
  rules: {
    "say-something": {
      create(context) {
        const path = context.filename.slice(context.cwd.length + 1).replaceAll("\\", "/");
        const name = path.split("/").at(-1);
        if (!sayNothing.test(name) || allowed.some((pattern) => pattern.test(path))) return {};
        return {
          Program: (node) =>
            context.report({ node, message: `"${name}" does not say what the file does: name it verb-noun, or after its noun.` }),
        };
      },
    },
  },
};

const rawSql = {
  selector: "MemberExpression[property.name=/^\\$(queryRawUnsafe|executeRawUnsafe)$/]",
  message: "Values go into SQL as parameters: $queryRaw`…`, and names as one of a list (Prisma.raw of a constant).",
};

/** A form says for which company it was drawn; Remix's own does not. */
const bareForm = { name: "@remix-run/react", importNames: ["Form"], message: "Take Form from ~/ui/forms/form." };

export default tseslint.config(
  { ignores: ["build", "node_modules", "app/generated", ".data", "bench/out", "tests/.artefacts"] },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommended],
    plugins: { "import-x": importX, names },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver({ project: "./tsconfig.json" })] },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "names/say-something": "error",
      "no-restricted-syntax": ["error", rawSql],
      "no-restricted-imports": ["error", { paths: [bareForm] }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      eqeqeq: ["error", "smart"],
      "no-console": "error",
    },
  },
  { files: ["app/ui/forms/form.tsx"], rules: { "no-restricted-imports": "off" } },
  { files: ["tests/**", "bench/**", "scripts/**", "prisma/**", "app/platform/logger.ts"], rules: { "no-console": "off" } },
);
