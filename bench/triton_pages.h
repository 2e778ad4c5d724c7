// How the Triton servers of NVIDIA's DeepLearningExamples were set that docs/fidelity-classic.md judges by.
#pragma once

#include <algorithm>
#include <string>

namespace tradewind {

// From the pages of the measurements. A queue delay of 1 us, which all have, is over before a batch can start.
struct TritonPage {
  const char* model;  // how its name begins
  int max_batch_size, instances;
};
inline constexpr TritonPage triton_pages[] = {{"ResNet50 v1.5 (TensorFlow)", 128, 2},
                                              {"ResNet50 v1.5", 128, 1},
                                              {"TFT", 1024, 2},
                                              {"nnU-Net", 4, 1},
                                              {"FastPitch", 8, 2},
                                              {"Wide and Deep", 131072, 2}};

inline const TritonPage& triton_page_of(const std::string& model) {
  return *std::ranges::find_if(triton_pages, [&](const TritonPage& page) { return model.starts_with(page.model); });
}

}  // namespace tradewind
