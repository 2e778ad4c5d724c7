#include "catalogue/number_format.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

namespace tradewind {

// int4: 4 bits, and a 16-bit scale and a zero for each 128 of them (AWQ and GPTQ as usually published). mxfp4: an 8-bit scale for each 32 (OCP
// Microscaling Formats, version 1.0), experts only, as in gpt-oss.
const std::vector<NumberFormat>& number_formats() {
  static const std::vector<NumberFormat> formats{{"bf16", 16, 16, Arithmetic::half},     {"fp16", 16, 16, Arithmetic::half},
                                                 {"fp8", 8, 8, Arithmetic::fp8},         {"int8", 8, 8, Arithmetic::int8},
                                                 {"int4", 4.16, 4.16, Arithmetic::half}, {"mxfp4", 16, 4.25, Arithmetic::half}};
  return formats;
}

const NumberFormat* find_number_format(std::string_view name) {
  const auto& formats = number_formats();
  const auto found = std::find_if(formats.begin(), formats.end(), [name](const NumberFormat& format) { return format.name == name; });
  return found == formats.end() ? nullptr : &*found;
}

std::string_view dtype_in_name(std::string_view model) {
  static const std::vector<std::pair<std::string_view, std::string_view>> marks{
      {"mxfp4", "mxfp4"}, {"fp8", "fp8"}, {"w8a8", "int8"}, {"int8", "int8"}, {"awq", "int4"}, {"gptq", "int4"}, {"w4a16", "int4"}, {"int4", "int4"}};
  std::string lower(model);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const auto& [mark, format] : marks)
    if (lower.find(mark) != std::string::npos) return format;
  return {};
}

bool computes_natively(const CatalogueGpu& gpu, const NumberFormat& format) {
  switch (format.arithmetic) {
    case Arithmetic::fp8:
      return gpu.fp8_tflops > 0;
    case Arithmetic::int8:
      return gpu.int8_tops > 0;
    case Arithmetic::half:
      break;
  }
  return true;
}

double peak_tflops(const CatalogueGpu& gpu, const NumberFormat& format) {
  if (!computes_natively(gpu, format)) return gpu.fp16_tflops;
  if (format.arithmetic == Arithmetic::fp8) return gpu.fp8_tflops;
  return format.arithmetic == Arithmetic::int8 ? gpu.int8_tops : gpu.fp16_tflops;
}

double weights_bytes(const ModelArchitecture& model, const NumberFormat& format) {
  const double moe_layers = model.moe_layers();
  const double dense = model.attention_layers() * static_cast<double>(model.attention_parameters()) +
                       model.recurrent_layers * static_cast<double>(model.recurrent_parameters) +
                       model.dense_mlp_layers() * static_cast<double>(model.mlp_parameters()) +
                       moe_layers * static_cast<double>(model.shared_parameters());
  const double experts = moe_layers * model.experts * static_cast<double>(model.expert_parameters());
  const double kept = static_cast<double>(model.embedding_parameters()) + moe_layers * model.experts * model.hidden;
  return dense * format.dense_bits / 8 + experts * format.expert_bits / 8 + kept * 2;
}

}  // namespace tradewind
