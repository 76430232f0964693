# What `cmake --install` puts where. The archive of C++ is libhaggle_core.a, because -lhaggle is the
# C library: libhaggle.so.1 and libhaggle.a.
include(CMakePackageConfigHelpers)
set(haggle_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/haggle)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/haggle DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.hpp" PATTERN "*.json")
install(TARGETS haggle_headers haggle_core EXPORT haggle-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT haggle-targets NAMESPACE haggle:: DESTINATION ${haggle_package_dir})

install(FILES ${PROJECT_SOURCE_DIR}/capi/include/haggle/haggle.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/haggle)
install(TARGETS haggle_capi haggle_capi_static EXPORT haggle-capi-targets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
# Apart, so that who uses the C library needs nothing of C++.
install(EXPORT haggle-capi-targets NAMESPACE haggle:: DESTINATION ${haggle_package_dir})

# While the major version is 0, every minor release may break its users.
write_basic_package_version_file(haggle-config-version.cmake COMPATIBILITY SameMinorVersion)
configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/cmake/haggle-config.cmake.in haggle-config.cmake
  INSTALL_DESTINATION ${haggle_package_dir}
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/haggle-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/haggle-config-version.cmake
        DESTINATION ${haggle_package_dir})

file(RELATIVE_PATH haggle_pc_to_prefix
     ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(${PROJECT_SOURCE_DIR}/cmake/haggle-cpp.pc.in haggle-cpp.pc @ONLY)
configure_file(${PROJECT_SOURCE_DIR}/cmake/haggle.pc.in haggle.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/haggle-cpp.pc ${CMAKE_CURRENT_BINARY_DIR}/haggle.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
