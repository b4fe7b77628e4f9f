import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "dist-test/", "media/", "node_modules/"] },
  {
    files: ["src/**/*.ts", "dashboard/**/*.{ts,tsx}", "test/**/*.ts"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["tsconfig.json", "dashboard/tsconfig.json", "test/host/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["**/*.{ts,tsx}", "**/*.mjs"],
    rules: { "max-len": ["error", { code: 140 }] },
  },
  {
    // VS Code turns parts of these texts into links and icons; messages.ts shows plain text.
    files: ["src/**/*.ts"],
    ignores: ["src/messages.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[property.name=/^(show(Information|Warning|Error)Message|setStatusBarMessage|withProgress)$/]",
          message: "use messages.ts instead",
        },
      ],
    },
  },
  {
    // The describe and it functions of node:test return promises that the runner awaits.
    files: ["test/unit/**/*.ts"],
    rules: { "@typescript-eslint/no-floating-promises": "off" },
  },
);
