// What README.md says about the folder terraform/.
#pragma once

#include <string>

#include "terraform/parts.h"

namespace tradewind::terraform {

std::string readme_section(const Context& context, const Root& root);

}  // namespace tradewind::terraform
