import { createContext, useContext } from 'react';

/** How a `Field` ties its label, hint and error to the control inside it. */
export interface FieldTies {
  controlId?: string;
  describedBy?: string;
  invalid?: boolean;
  required?: boolean;
  label?: string;
}

export const FieldContext = createContext<FieldTies>({});

export const useField = (): FieldTies => useContext(FieldContext);
