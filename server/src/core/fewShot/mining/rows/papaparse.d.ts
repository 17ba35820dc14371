/** What is used of Papa Parse; its own types would bring those of Node and of the DOM into core. */
declare module "papaparse" {
  interface ParserStep {
    readonly data: readonly (readonly string[])[];
    readonly errors: readonly { readonly message: string }[];
    readonly meta: { readonly cursor: number };
  }
  const papaparse: {
    readonly Parser: new (config: {
      readonly delimiter: string;
      readonly newline: "\n" | "\r";
      readonly step: (step: ParserStep) => void;
    }) => {
      /** With `ignoreLastRow` the row that may go on in the next piece is left for then. */
      parse(input: string, baseIndex: number, ignoreLastRow: boolean): unknown;
      /** Ends the parsing after the present step. */
      abort(): void;
    };
  };
  export = papaparse;
}
