/** The bar that says what is sent, and sends it. */
export function RequestBar() {
  return null;
}
