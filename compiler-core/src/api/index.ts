/** The only public door of the compiler core. */
export {};
