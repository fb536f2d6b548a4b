import { type LabelProps } from './label';

export const Label = ({ className, htmlFor, children }: LabelProps) =>
  htmlFor ? (
    <label className={className} htmlFor={htmlFor}>
      {children}
    </label>
  ) : (
    <div className={className}>{children}</div>
  );
