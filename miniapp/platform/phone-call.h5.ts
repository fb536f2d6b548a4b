/** Opens the dialler where there is one; on a desktop the browser asks which program calls. */
export const callPhone = (number: string): Promise<void> => {
  window.location.href = `tel:${number}`;
  return Promise.resolve();
};
