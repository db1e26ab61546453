/** What find-my-way needs of `node:assert`, for a worker: it has no such module. */
function assert(value: unknown, message?: string): void {
  if (value !== true && !value) throw new Error(message ?? 'assertion failed');
}

assert.equal = (a: unknown, b: unknown, message?: string): void => {
  assert(a === b, message);
};

// `require` gives the function itself.
export { assert as 'module.exports' };
