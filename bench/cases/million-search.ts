import { questionCase } from "../question-case";

export default questionCase("search");
