/** What commands are given: the words that were typed, and where to write. */

/** What a command writes and reads; tests give their own. */
export interface Terminal {
  out(line: string): void;
  error(line: string): void;
  /** All of standard input. */
  read(): Promise<string>;
}

export interface Typed {
  /** Values by flag name; a switch is "". Repeated ones are joined by commas. */
  flags: Readonly<Record<string, string>>;
  words: readonly string[];
}
