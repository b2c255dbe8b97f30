/** The types of the UI Kit components that the panels draw, so that a misspelt property is found without Atlassian's three hundred megabytes. */
import type { ReactNode } from 'react';

interface Children {
  children?: ReactNode;
}
type Gap =
  | 'space.0'
  | 'space.025'
  | 'space.050'
  | 'space.075'
  | 'space.100'
  | 'space.150'
  | 'space.200'
  | 'space.250'
  | 'space.300'
  | 'space.400'
  | 'space.500';
type Draw<Props, Element> = (props: Props) => Element;

/** What the host calls back with: an input's event, or for pickers the value itself. */
export interface Event {
  target: { value?: unknown; checked?: boolean; name?: string; type?: string };
}
export interface Option {
  label: string;
  value: string;
}
interface Input {
  id?: string;
  name?: string;
  isDisabled?: boolean | undefined;
  isRequired?: boolean;
  isInvalid?: boolean | undefined;
  onBlur?: () => void;
  'aria-label'?: string;
}

export type ForgeElement = unknown;

export interface BoxProps extends Children {
  backgroundColor?: string;
  padding?: Gap;
  xcss?: Readonly<Record<string, string | number>>;
}
export type TBox<E> = Draw<BoxProps, E>;
export interface StackProps extends Children {
  space?: Gap;
  alignInline?: 'start' | 'center' | 'end' | 'stretch';
  grow?: 'hug' | 'fill';
}
export type TStack<E> = Draw<StackProps, E>;
export interface InlineProps extends Children {
  space?: Gap;
  rowSpace?: Gap;
  alignBlock?: 'start' | 'center' | 'end' | 'baseline' | 'stretch';
  alignInline?: 'start' | 'center' | 'end' | 'stretch';
  shouldWrap?: boolean;
  spread?: 'space-between';
  grow?: 'hug' | 'fill';
}
export type TInline<E> = Draw<InlineProps, E>;
export interface HeadingProps extends Children {
  as?: 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  size?: 'xxlarge' | 'xlarge' | 'large' | 'medium' | 'small' | 'xsmall' | 'xxsmall';
}
export type THeading<E> = Draw<HeadingProps, E>;
export interface TextProps extends Children {
  as?: 'span' | 'p' | 'strong' | 'em';
  size?: 'small' | 'medium' | 'large';
  weight?: 'regular' | 'medium' | 'semibold' | 'bold';
  color?: string;
  align?: 'start' | 'center' | 'end';
}
export type TText<E> = Draw<TextProps, E>;
export type TCode<E> = Draw<Children, E>;
export interface CodeBlockProps {
  text: string;
  language?: string;
  shouldShowLineNumbers?: boolean;
}
export type TCodeBlock<E> = Draw<CodeBlockProps, E>;
export interface LinkProps extends Children {
  href: string;
  openNewTab?: boolean;
}
export type TLink<E> = Draw<LinkProps, E>;
export interface LozengeProps extends Children {
  appearance?: 'default' | 'removed' | 'success' | 'inprogress' | 'new' | 'moved';
  isBold?: boolean;
}
export type TLozenge<E> = Draw<LozengeProps, E>;
export interface BadgeProps extends Children {
  appearance?: 'added' | 'default' | 'important' | 'primary' | 'primaryInverted' | 'removed';
}
export type TBadge<E> = Draw<BadgeProps, E>;
export interface ButtonProps extends Children {
  appearance?: 'default' | 'danger' | 'primary' | 'subtle' | 'warning';
  type?: 'button' | 'submit';
  spacing?: 'compact' | 'default';
  isDisabled?: boolean;
  onClick?: () => void | Promise<void>;
}
export type TButton<E> = Draw<ButtonProps, E>;
export interface LoadingButtonProps extends ButtonProps {
  isLoading?: boolean;
}
export type TLoadingButton<E> = Draw<LoadingButtonProps, E>;
export interface ButtonGroupProps extends Children {
  label?: string;
}
export type TButtonGroup<E> = Draw<ButtonGroupProps, E>;
export interface SectionMessageProps extends Children {
  appearance?: 'information' | 'warning' | 'error' | 'success' | 'discovery';
  title?: string;
}
export type TSectionMessage<E> = Draw<SectionMessageProps, E>;
export interface EmptyStateProps {
  header: string;
  description?: string | ReactNode;
  headingLevel?: number;
  primaryAction?: ReactNode;
}
export type TEmptyState<E> = Draw<EmptyStateProps, E>;
export interface SpinnerProps {
  size?: 'xsmall' | 'small' | 'medium' | 'large' | 'xlarge';
  label?: string;
}
export type TSpinner<E> = Draw<SpinnerProps, E>;
export interface ProgressBarProps {
  value: number;
  ariaLabel?: string;
  isIndeterminate?: boolean;
}
export type TProgressBar<E> = Draw<ProgressBarProps, E>;
export interface ProgressTrackerProps {
  items: readonly {
    id: string;
    label: string;
    percentageComplete: number;
    status: 'unvisited' | 'visited' | 'current' | 'disabled';
  }[];
  spacing?: 'cosy' | 'comfortable' | 'compact';
}
export type TProgressTracker<E> = Draw<ProgressTrackerProps, E>;
export interface ListProps extends Children {
  type?: 'unordered' | 'ordered';
}
export type TList<E> = Draw<ListProps, E>;
export type TListItem<E> = Draw<Children, E>;
export interface UserProps {
  accountId: string;
  hideDisplayName?: boolean;
}
export type TUser<E> = Draw<UserProps, E>;
export interface TabsProps extends Children {
  id: string;
  defaultSelected?: number;
}
export type TTabs<E> = Draw<TabsProps, E>;
export type TTabList<E> = Draw<Children, E>;
export type TTab<E> = Draw<Children, E>;
export type TTabPanel<E> = Draw<Children, E>;
export interface ModalProps extends Children {
  onClose?: () => void;
  width?: 'small' | 'medium' | 'large' | 'x-large' | number | string;
  title?: string;
}
export type TModal<E> = Draw<ModalProps, E>;
export type TModalTransition<E> = Draw<Children, E>;
export type TModalHeader<E> = Draw<Children, E>;
export type TModalTitle<E> = Draw<Children, E>;
export type TModalBody<E> = Draw<Children, E>;
export type TModalFooter<E> = Draw<Children, E>;
export interface FormProps extends Children {
  onSubmit: () => unknown;
}
export type TForm<E> = Draw<FormProps, E>;
export type TFormHeader<E> = Draw<Children & { title?: string }, E>;
export type TFormSection<E> = Draw<Children & { title?: string; description?: string }, E>;
export type TFormFooter<E> = Draw<Children & { align?: 'start' | 'end' }, E>;
export type TLabel<E> = Draw<Children & { labelFor: string }, E>;
export type THelperMessage<E> = Draw<Children, E>;
export type TErrorMessage<E> = Draw<Children, E>;
export type TValidMessage<E> = Draw<Children, E>;
export interface TextfieldProps extends Input {
  type?: 'text' | 'number';
  defaultValue?: string | number;
  value?: string;
  placeholder?: string;
  width?: string;
  onChange?: (event: Event) => void;
}
export type TTextfield<E> = Draw<TextfieldProps, E>;
export interface TextAreaProps extends Input {
  defaultValue?: string;
  value?: string;
  placeholder?: string;
  minimumRows?: number;
  isMonospaced?: boolean;
  onChange?: (event: Event) => void;
}
export type TTextArea<E> = Draw<TextAreaProps, E>;
export interface SelectProps extends Input {
  options: readonly Option[];
  defaultValue?: Option | readonly Option[] | null;
  value?: Option | readonly Option[] | null;
  isMulti?: boolean;
  isClearable?: boolean;
  placeholder?: string;
  onChange?: (value: Option) => void;
}
export type TSelect<E> = Draw<SelectProps, E>;
export interface RadioGroupProps extends Input {
  options: readonly (Option & { name?: string })[];
  defaultValue?: string;
  value?: string;
  onChange?: (event: Event) => void;
}
export type TRadioGroup<E> = Draw<RadioGroupProps, E>;
export interface CheckboxProps extends Input {
  label?: string;
  value?: string;
  defaultChecked?: boolean;
  isChecked?: boolean;
  onChange?: (event: Event) => void;
}
export type TCheckbox<E> = Draw<CheckboxProps, E>;
export interface ToggleProps extends Input {
  label?: string;
  defaultChecked?: boolean;
  isChecked?: boolean;
  onChange?: (event: Event) => void;
}
export type TToggle<E> = Draw<ToggleProps, E>;
export interface DatePickerProps extends Input {
  defaultValue?: string;
  value?: string;
  placeholder?: string;
  onChange?: (value: string) => void;
}
export type TDatePicker<E> = Draw<DatePickerProps, E>;
export interface UserPickerValue {
  id: string;
  name: string;
  type?: 'user';
}
export interface UserPickerProps extends Input {
  label: string;
  name: string;
  isMulti?: boolean;
  description?: string;
  placeholder?: string;
  /** Account ids. */
  defaultValue?: string | readonly string[];
  onChange?: (value: UserPickerValue | readonly UserPickerValue[]) => void;
}
export type TUserPicker<E> = Draw<UserPickerProps, E>;
export type TTooltip<E> = Draw<Children & { content: string }, E>;
export type TTag<E> = Draw<{ text: string; color?: string }, E>;
export type TTagGroup<E> = Draw<Children, E>;

interface TableCell {
  key?: string | number;
  content?: ReactNode;
  colSpan?: number;
  /** Percent of the table. */
  width?: number;
  isSortable?: boolean;
}
export interface DynamicTableProps {
  head?: { cells: readonly TableCell[] };
  rows?: readonly { key?: string; cells: readonly TableCell[] }[];
  caption?: string;
  label?: string;
  emptyView?: ReactNode;
  isLoading?: boolean;
  rowsPerPage?: number;
  isFixedSize?: boolean;
  onSetPage?: (page: number) => void;
}
export type CheckboxGroupProps = Input & {
  options: readonly Option[];
  defaultValue?: readonly string[];
  onChange?: (value: readonly string[]) => void;
};
