import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "dist-test/", "media/", "node_modules/"] },
  {
    files: ["src/**/*.ts", "dashboard/**/*.ts", "test/**/*.ts"],
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
    files: ["**/*.ts", "**/*.mjs"],
    rules: { "max-len": ["error", { code: 140 }] },
  },
  {
    // VS Code makes links and icons of what these show: messages.ts shows plain text.
    files: ["src/**/*.ts"],
    ignores: ["src/messages.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[property.name=/^(show(Information|Warning|Error)Message|setStatusBarMessage|withProgress)$/]",
          message: "say it by messages.ts",
        },
      ],
    },
  },
  {
    // describe and it of node:test give promises that the runner itself awaits.
    files: ["test/unit/**/*.ts"],
    rules: { "@typescript-eslint/no-floating-promises": "off" },
  },
);
