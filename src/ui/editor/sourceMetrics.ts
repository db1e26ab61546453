/** Measures that the light view and the editor share, so that nothing moves when one takes over from the other. */
export const sourceMetrics = {
  fontSize: 12,
  lineHeight: 19,
  paddingTop: 10,
  /** Of JetBrains Mono at this size. */
  charWidth: 7.2,
  /** Line numbers of up to five digits and the space after them. */
  textLeft: 48,
} as const;
