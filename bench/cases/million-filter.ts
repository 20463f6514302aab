import { questionCase } from "../question-case";

export default questionCase("filter");
