/** Styles go with the view that imports them; they say nothing to its code. */
declare module '*.css'
